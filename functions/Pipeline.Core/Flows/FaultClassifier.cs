using System.Net.Sockets;
using System.Security.Authentication;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows;

/// <summary>Turns an exception into what operators see; the first rule that fits wins.</summary>
public static class FaultClassifier
{
    /// <summary>What fails today, tomorrow and the day after.</summary>
    private static readonly RetryLimit ThirdDay = new(int.MaxValue, TimeSpan.FromDays(2));

    /// <summary>Describes a fault.</summary>
    public static Issue Describe(Exception fault) => fault switch
    {
        ICodedFault coded => new Issue(coded.Code, null, null)
        {
            SaidCause = coded.Message, SaidRemedy = coded.Remedy, SaidSeverity = coded.IsTransient ? IssueSeverity.Retry : IssueSeverity.Error,
        },
        IRefusedInput refused => new Issue(refused.Code, null, null) { SaidCause = refused.Message },
        HttpRequestException { StatusCode: { } status } http => Of(CodeOf((int)status), http.Message),
        AuthenticationException tls => Of(IssueCodes.TlsRefused, tls.Message),
        TimeoutException or TaskCanceledException => Of(IssueCodes.CallTimedOut, fault.Message),
        HttpRequestException or SocketException => Of(IssueCodes.CallFailed, fault.Message),
        IOException => Of(IssueCodes.InputOutputFailed, fault.Message),
        _ => Of(IssueCodes.UnexpectedFault, $"{fault.GetType().Name}: {fault.Message}"),
    };

    /// <summary>What a code means for its partner, and how long it is tried again before a person must act.</summary>
    public static FaultRule RuleOf(string code) => code switch
    {
        IssueCodes.AuthRefused or IssueCodes.CallerNotRegistered or IssueCodes.FtpLoginRefused or IssueCodes.SftpLoginRefused or IssueCodes.HttpLoginRefused =>
            new(FaultScope.Partner, RetryLimit.Usual) { PausesPartner = true },
        IssueCodes.PartnerUnavailable => new(FaultScope.Partner, new RetryLimit(int.MaxValue, TimeSpan.FromHours(24))),
        IssueCodes.ServerFault => new(FaultScope.Call, ThirdDay),
        IssueCodes.AnswerUnreadable or IssueCodes.AnswerUnknown => new(FaultScope.Call, new RetryLimit(3, RetryLimit.Usual.Age)),
        _ => new(IsOfCall(code) ? FaultScope.Call : FaultScope.Record, RetryLimit.Usual),
    };

    private static bool IsOfCall(string code) => IssueCatalog.Find(code)?.Area is "calls" or "transfers";

    private static Issue Of(string code, string reason) => new Issue(code, null, null).With("reason", reason);

    private static string CodeOf(int status) => status switch
    {
        401 or 403 => IssueCodes.AuthRefused,
        404 => IssueCodes.RemoteMissing,
        500 => IssueCodes.ServerFault,
        408 or 429 or > 500 => IssueCodes.CallFailed,
        409 => IssueCodes.RemoteConflict,
        _ => IssueCodes.CallRefused,
    };
}

/// <summary>What a code means for its partner.</summary>
/// <param name="Scope">What it is about.</param>
/// <param name="Limit">How long it is tried again, where it is.</param>
public sealed record FaultRule(FaultScope Scope, RetryLimit Limit)
{
    /// <summary>Whether all flows of the partner are paused: nothing works before a person has acted.</summary>
    public bool PausesPartner { get; init; }
}
