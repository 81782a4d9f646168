using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>One try of a question.</summary>
internal sealed class IcecatCall(string? subject, CancellationToken caller) : PartnerCall(IcecatSource.SourceCode, "product", subject, caller)
{
    /// <summary>How it ended.</summary>
    public CallResult? Result { get; private set; }

    /// <inheritdoc/>
    public override void End(CallResult result) => Result = result;
}
