package vestnik.console.access;

/// What came of a change to a user.
///
/// - UNKNOWN: there is no such user
/// - NAME_TAKEN: another user has that name
/// - BAD_NAME: names are 2 to 40 letters, digits, dots, hyphens and underscores
/// - BAD_PASSWORD: passwords have at least 12 characters and at most 72 bytes (what BCrypt reads), and are not the name
/// - WRONG_PASSWORD: the old password was another one
/// - LAST_ADMIN: nobody could administer any more
public enum UserChange {
    DONE, UNKNOWN, NAME_TAKEN, BAD_NAME, BAD_PASSWORD, WRONG_PASSWORD, LAST_ADMIN
}
