package vestnik.template;

/// How the network writes an SMS: GSM-7 (3GPP TS 23.038, 160 septets) or UCS-2 (70 UTF-16 units).
public enum SmsEncoding {
    GSM_7, UCS_2
}
