using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>A call that has been read: what an operation needs to answer it.</summary>
internal sealed class IwsCall(string operation, CallParameters parameters, string body, DateTimeOffset now, CallFaults faults)
{
    /// <summary>The operation, lower case.</summary>
    public string Operation => operation;

    public CallParameters Parameters => parameters;

    public string Body => body;

    /// <summary>The service's time.</summary>
    public DateTimeOffset Now => now;

    public CallFaults Faults => faults;

    /// <summary>Whether texts are to be Spanish.</summary>
    public bool IsSpanish => parameters.OneOf("locale", "en", "es") != "en";

    /// <summary>The number that the call holds until it is answered, or null.</summary>
    public string? HeldNumber { get; set; }
}
