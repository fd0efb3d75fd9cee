package vestnik.vocabulary;

/// On which way a message travels.
public enum Channel {
    EMAIL, SMS
}
