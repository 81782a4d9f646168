using Pipeline.Core.Errors;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>One call through all its tries; it travels with the request, so that handlers know what they repeat and record.</summary>
/// <param name="Operation">What is asked, for example <c>orderCreate</c>.</param>
/// <param name="Subject">Our order number, or null.</param>
/// <param name="Masked">The message without secrets.</param>
/// <param name="Profile">How its messages look.</param>
/// <param name="MayRepeat">Whether the service may get it twice.</param>
/// <param name="Caller">The caller's wish to stop, without any deadline.</param>
internal sealed record IngramMicroCall(
    string Operation, string? Subject, byte[] Masked, WireProfile Profile, bool MayRepeat, CancellationToken Caller)
{
    /// <summary>Where the call is among a request's options.</summary>
    public static readonly HttpRequestOptionsKey<IngramMicroCall> Option = new(nameof(IngramMicroCall));

    /// <summary>How the last try ended.</summary>
    public Attempt? Last { get; set; }

    /// <summary>Whether another try is allowed and may change something.</summary>
    public bool IsWorthRepeating => MayRepeat && Last is { Judgement: { IsNotFound: false, Problem.Issue.Severity: IssueSeverity.Retry } };
}
