namespace Pipeline.Partners.Transport.Http;

/// <summary>One call to a partner through all its tries; it travels with the request, so that handlers know what they repeat and record.</summary>
/// <param name="partner">The partner's code.</param>
/// <param name="operation">What is asked, for example <c>orderCreate</c>.</param>
/// <param name="subject">Our order number, or null.</param>
/// <param name="caller">The caller's wish to stop, without any deadline.</param>
internal abstract class PartnerCall(string partner, string operation, string? subject, CancellationToken caller)
{
    /// <summary>Where the call is among a request's options.</summary>
    public static readonly HttpRequestOptionsKey<PartnerCall> Option = new(nameof(PartnerCall));

    public string Partner => partner;

    public string Operation => operation;

    public string? Subject => subject;

    public CancellationToken Caller => caller;

    /// <summary>The request's body without secrets.</summary>
    public byte[] Masked { get; init; } = [];

    /// <summary>Time for one try.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Longest answer that is read, in bytes.</summary>
    public required int MaxBytes { get; init; }

    /// <summary>Whether a good answer is too large to be read here: its body is left to the caller, and is not in the record.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>What this try proved itself with, where that is new for each try: masked wherever it stands; or null.</summary>
    public string? Proof { get; set; }

    /// <summary>A try has ended.</summary>
    public abstract void End(CallResult result);

    /// <summary>The call of a request; null when it was not composed for a recorded client.</summary>
    public static PartnerCall? Of(HttpRequestMessage? request) =>
        request?.Options.TryGetValue(Option, out PartnerCall? call) == true ? call : null;
}
