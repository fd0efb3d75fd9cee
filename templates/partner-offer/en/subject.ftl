Advertisement. An offer from our partner - ${clinicName}
