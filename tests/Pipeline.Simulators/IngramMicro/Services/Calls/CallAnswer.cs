using Pipeline.Simulators.IngramMicro.Services.Faults;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>An answer, and the faults that are to befall it on its way.</summary>
internal sealed record CallAnswer(int Status, string ContentType, byte[] Body, RequestEntry Entry, IReadOnlyList<FaultSwitch> Then);
