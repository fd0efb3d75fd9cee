package vestnik.clinic.intake;

/// A phone number in E.164; fixed lines and toll-free numbers take no SMS.
record Phone(String number, boolean takesSms) {}
