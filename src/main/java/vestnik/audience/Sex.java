package vestnik.audience;

/// Sex as the clinic records it; a patient may have none.
public enum Sex {
    FEMALE, MALE
}
