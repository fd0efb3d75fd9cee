How did it go? Tell us - ${clinicName}
