namespace Pipeline.Faults.Faults;

/// <summary>The connection broke: whether the request took effect is unknown to the caller.</summary>
public sealed class CallLostException(Call call) : HttpRequestException($"The connection broke at {call}.");
