package vestnik.audience;

/// What is wrong with something a marketer asked for.
///
/// @param field path of the value, for instance `audience.ageFrom`
/// @param code for programs
/// @param sentence for people
public record Flaw(String field, String code, String sentence) {}
