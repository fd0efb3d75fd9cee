package vestnik.channel.sms;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The SDK's HTTP client, held to one request per call. By itself it repeats a POST after any 5xx and sleeps on 429, and a
/// message has no idempotency key: that would be a second SMS, or a stalled sender.
final class OneRequestClient extends NetworkHttpClient {

    OneRequestClient(TwilioSettings settings) {
        super(builder(settings));
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    /// An error is thrown here, because further up the SDK drops its headers, and its status if the body is no JSON.
    @Override
    public Response makeRequest(Request request) {
        Response response = super.makeRequest(request);
        if (response.getStatusCode() >= 400) {
            throw Refusal.of(response);
        }
        return response;
    }

    private static HttpClientBuilder builder(TwilioSettings settings) {
        var builder = HttpClientBuilder.create()
                .useSystemProperties()
                .setConnectionManager(pool(settings))
                .disableAutomaticRetries()
                .disableCookieManagement();
        useTimeouts(builder, settings);
        if (settings.elsewhere()) {
            var route = new HttpRoute(HttpHost.create(settings.baseUrl()));
            builder.setRoutePlanner((target, context) -> route);
        }
        return builder;
    }

    /// The SDK puts its own timeouts on each request; these are set after it has.
    private static void useTimeouts(HttpClientBuilder builder, TwilioSettings settings) {
        var timeouts = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.responseTimeout()))
                .setResponseTimeout(Timeout.of(settings.responseTimeout()))
                .build();
        builder.addExecInterceptorFirst("timeouts", (request, scope, chain) -> {
            scope.clientContext.setRequestConfig(timeouts);
            return chain.proceed(request, scope);
        });
    }

    private static PoolingHttpClientConnectionManager pool(TwilioSettings settings) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(settings.connections())
                .setMaxConnTotal(settings.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.of(settings.responseTimeout()))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }
}
