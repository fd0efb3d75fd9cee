package vestnik.clinic;

/// As the clinic records it; unknown and other are null.
public enum Sex {
    FEMALE, MALE
}
