namespace Pipeline.Faults.Faults;

/// <summary>One call of a process to storage or to a partner.</summary>
/// <param name="Ordinal">Place among all calls of the run, from 0.</param>
/// <param name="Service">Whom it goes to: <c>table</c>, <c>blob</c>, <c>queue</c>, or a partner's name.</param>
/// <param name="Operation">What it asks for, without keys: <c>PATCH Notifications</c>.</param>
public sealed record Call(int Ordinal, string Service, string Operation)
{
    /// <inheritdoc />
    public override string ToString() => $"#{Ordinal} {Service} {Operation}";
}
