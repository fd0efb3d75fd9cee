Reminder: ${appointmentDate} at ${appointmentTime} - ${clinicName}
