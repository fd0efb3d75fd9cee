Advertisement. ${clinicName}: save 10% in the morning
