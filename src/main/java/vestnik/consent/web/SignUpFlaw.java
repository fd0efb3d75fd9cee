package vestnik.consent.web;

/// What is wrong with what was entered on the public form, whoever is known.
enum SignUpFlaw {
    CONTACT, BIRTH_DATE, PURPOSE, WORDING
}
