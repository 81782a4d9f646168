using System.Net.Sockets;
using System.Security.Authentication;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows;

/// <summary>Turns an exception into what operators see; the first rule that fits wins.</summary>
public static class FaultClassifier
{
    /// <summary>Describes a fault.</summary>
    public static Issue Describe(Exception fault) => fault switch
    {
        ICodedFault coded => new Issue(coded.Code, null, null)
        {
            SaidCause = coded.Message, SaidRemedy = coded.Remedy, SaidSeverity = coded.IsTransient ? IssueSeverity.Retry : IssueSeverity.Error,
        },
        FeedRefusedException refused => new Issue(refused.Code, null, null) { SaidCause = refused.Message },
        HttpRequestException { StatusCode: { } status } http => Of(CodeOf((int)status), http.Message),
        AuthenticationException tls => Of(IssueCodes.TlsRefused, tls.Message),
        TimeoutException or TaskCanceledException => Of(IssueCodes.CallTimedOut, fault.Message),
        HttpRequestException or SocketException => Of(IssueCodes.CallFailed, fault.Message),
        IOException => Of(IssueCodes.InputOutputFailed, fault.Message),
        _ => Of(IssueCodes.UnexpectedFault, $"{fault.GetType().Name}: {fault.Message}"),
    };

    private static Issue Of(string code, string reason) => new Issue(code, null, null).With("reason", reason);

    private static string CodeOf(int status) => status switch
    {
        401 or 403 => IssueCodes.AuthRefused,
        404 => IssueCodes.RemoteMissing,
        408 or 429 or 500 or 502 or 503 or 504 => IssueCodes.CallFailed,
        409 => IssueCodes.RemoteConflict,
        _ => IssueCodes.CallRefused,
    };
}
