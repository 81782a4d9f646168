using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>One try of a call.</summary>
/// <param name="account">The shop.</param>
/// <param name="request">What is asked.</param>
/// <param name="caller">The caller's wish to stop, without any deadline.</param>
internal sealed class MiraklCall(MiraklAccount account, MiraklRequest request, CancellationToken caller)
    : PartnerCall(account.Store, request.Operation.Code, request.Subject, caller)
{
    /// <summary>The shop, whose key is sent.</summary>
    public MiraklAccount Account => account;

    /// <summary>The answer.</summary>
    public byte[] Body { get; private set; } = [];

    /// <summary>Its status, or null when none came.</summary>
    public int? Status { get; private set; }

    /// <summary>Why it brought none, or null.</summary>
    public MiraklFailure? Failure { get; private set; }

    /// <summary>Its record.</summary>
    public string ExchangeId { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public override void End(CallResult result)
    {
        ExchangeId = result.ExchangeId;
        Body = result.Body;
        Status = result.Status;
        Failure = MiraklFailure.Of(result, request.Operation);
    }
}
