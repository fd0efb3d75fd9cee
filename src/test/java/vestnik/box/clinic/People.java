package vestnik.box.clinic;

import java.util.List;

/// The clinic's patients and those who act for some of them.
record People(List<Patient> patients, List<Representation> representations) {}
