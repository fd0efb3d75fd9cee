Напоминание: ${appointmentDate} в ${appointmentTime} — ${clinicName}
