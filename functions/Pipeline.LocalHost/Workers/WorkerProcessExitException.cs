#pragma warning disable IDE0161, CA1064 // Extensions and functions know the type by the name it has in the Functions host.
namespace Microsoft.Azure.WebJobs.Script.Workers
{
    /// <summary>What a call gets whose worker died: an orchestrator's turn is then run again, an activity fails.</summary>
    /// <param name="message">Such as <c>dotnet exited with code 137 (0x89)</c>.</param>
    internal sealed class WorkerProcessExitException(string message) : Exception(message);
}
