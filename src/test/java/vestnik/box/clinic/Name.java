package vestnik.box.clinic;

/// A person's name as Russian records hold it; someone from abroad has no patronymic.
record Name(String family, String given, String patronymic) {

    /// The father's given name, which makes a child's patronymic.
    record ManGiven(String given, String sonOf, String daughterOf) {}
}
