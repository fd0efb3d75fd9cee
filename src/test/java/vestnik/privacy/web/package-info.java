/// Tests of what people demand, over the API.
@NullMarked
package vestnik.privacy.web;

import org.jspecify.annotations.NullMarked;
