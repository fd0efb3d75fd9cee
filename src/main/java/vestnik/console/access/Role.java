package vestnik.console.access;

/// What a user of the console or the API may do. Everybody may read mailings; more is granted by path and method.
///
/// - ADMIN: everything, users included
/// - MARKETER: creates and launches campaigns
/// - OPERATOR: runs jobs and hands in the clinic's data
/// - VIEWER: reads mailings, without names
public enum Role {
    ADMIN, MARKETER, OPERATOR, VIEWER;

    /// Whether this role sees patients' names.
    public boolean seesNames() {
        return this != VIEWER;
    }

    /// Whether this role may start jobs by hand.
    public boolean runsJobs() {
        return this == ADMIN || this == OPERATOR;
    }
}
