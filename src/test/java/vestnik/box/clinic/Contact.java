package vestnik.box.clinic;

/// How a person can be reached, as the clinic wrote it down; empty is not known, and not everything is right.
record Contact(String email, String phone) {

    static final Contact NONE = new Contact("", "");
}
