package vestnik.channel.email;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.context.annotation.Configuration;

/// Binds `spring.mail.*` even if it names no host, so that its absence is told as what it is.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class EmailConfiguration {}
