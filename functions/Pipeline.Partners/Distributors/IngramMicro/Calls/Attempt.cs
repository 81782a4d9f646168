using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>How one try of a call ended, and what that means.</summary>
internal sealed record Attempt(CallResult Call, Judgement Judgement);
