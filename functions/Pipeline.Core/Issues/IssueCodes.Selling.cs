namespace Pipeline.Core.Issues;

public static partial class IssueCodes
{
#pragma warning disable CS1591 // As in IssueCodes.cs.
    public const string ChannelStateUnknown = "CHANNEL_STATE_UNKNOWN";
    public const string ChannelNotReady = "CHANNEL_NOT_READY";
    public const string ChannelTooOld = "CHANNEL_TOO_OLD";
    public const string ChannelOver = "CHANNEL_OVER";
    public const string ChannelOfferUnknown = "CHANNEL_OFFER_UNKNOWN";
    public const string ChannelOrderInvalid = "CHANNEL_ORDER_INVALID";
    public const string ChannelOrderGone = "CHANNEL_ORDER_GONE";
    public const string ChannelPriceDiffers = "CHANNEL_PRICE_DIFFERS";
    public const string ChannelLinesShort = "CHANNEL_LINES_SHORT";
    public const string ChannelNotAccepted = "CHANNEL_NOT_ACCEPTED";
    public const string ChannelAcceptanceEnds = "CHANNEL_ACCEPTANCE_ENDS";
    public const string ChannelCalledOff = "CHANNEL_CALLED_OFF";
    public const string ChannelCancelDue = "CHANNEL_CANCEL_DUE";
    public const string ChannelPromiseLate = "CHANNEL_PROMISE_LATE";
    public const string ChannelReportFailed = "CHANNEL_REPORT_FAILED";
    public const string ChannelDocumentMissing = "CHANNEL_DOCUMENT_MISSING";
    public const string ChannelCannot = "CHANNEL_CANNOT";
    public const string ChannelLineUnknown = "CHANNEL_LINE_UNKNOWN";
    public const string ChannelDecided = "CHANNEL_DECIDED";
    public const string ChannelNotWaiting = "CHANNEL_NOT_WAITING";
    public const string ChannelUnreachable = "CHANNEL_UNREACHABLE";
    public const string DocumentUploaded = "DOCUMENT_UPLOADED";
    public const string DocumentInvalid = "DOCUMENT_INVALID";
#pragma warning restore CS1591
}
