namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>Nothing of the process under test runs after this.</summary>
public sealed class ProcessEndedException : Exception
{
    public ProcessEndedException()
        : base("The process has ended.")
    {
    }
}
