namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>An operation: its method, the parameters it has, and what answers it.</summary>
internal sealed record IwsOperation(HttpMethod Method, IReadOnlyList<string> Parameters, Func<IwsCall, IwsAnswer> Answer);
