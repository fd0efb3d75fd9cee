/// Campaigns over the API.
@NullMarked
package vestnik.campaign.web;

import org.jspecify.annotations.NullMarked;
