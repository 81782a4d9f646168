using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Flows;

/// <summary>Turns an exception into what operators see; the first rule that fits wins.</summary>
public static class FaultClassifier
{
    private const string RetryRemedy = "Nothing to do: the next run tries again. If it repeats for a day, ask the partner.";

    private const string StaffRemedy =
        "Report it with the execution's id: this is a fault of the pipeline. Running the flow again is safe.";

    /// <summary>Describes a fault: code, sentence, remedy, severity.</summary>
    public static ExecutionError Describe(Exception fault) => fault switch
    {
        ICodedFault coded => new(
            coded.Code, coded.Message, coded.Remedy, coded.IsTransient ? FaultSeverity.Retry : FaultSeverity.Error),
        FeedRefusedException refused => new(
            refused.Code, refused.Message, "Look at the file; ask the distributor for a good one.", FaultSeverity.Error),
        HttpRequestException { StatusCode: { } status } http => OfStatus(status, http.Message),
        AuthenticationException tls => new(
            "TLS_REFUSED", tls.Message, "Check the partner's certificate and the setting CertificateThumbprint.",
            FaultSeverity.Error),
        TimeoutException or TaskCanceledException => new(
            "CALL_TIMED_OUT", fault.Message, RetryRemedy, FaultSeverity.Retry),
        HttpRequestException or SocketException => new(
            "CALL_FAILED", fault.Message, RetryRemedy, FaultSeverity.Retry),
        IOException => new("INPUT_OUTPUT_FAILED", fault.Message, RetryRemedy, FaultSeverity.Retry),
        _ => new(
            "UNEXPECTED_FAULT", $"{fault.GetType().Name}: {fault.Message}", StaffRemedy, FaultSeverity.Error),
    };

    private static ExecutionError OfStatus(HttpStatusCode status, string message) => (int)status switch
    {
        401 or 403 => new(
            "AUTH_REFUSED", message, "Check user name, password and keys in the settings, then resume the flow.",
            FaultSeverity.Error),
        404 => new("REMOTE_MISSING", message, "Check the address in the settings.", FaultSeverity.Error),
        408 or 429 or 500 or 502 or 503 or 504 => new("CALL_FAILED", message, RetryRemedy, FaultSeverity.Retry),
        409 => new("REMOTE_CONFLICT", message, RetryRemedy, FaultSeverity.Retry),
        _ => new("CALL_REFUSED", message, "Read the partner's answer; a setting or a mapping is wrong.", FaultSeverity.Error),
    };
}
