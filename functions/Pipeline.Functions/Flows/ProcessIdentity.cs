using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Functions.Flows;

/// <summary>Names this process by machine, number and start, and knows which processes of this machine have ended.</summary>
/// <remarks>Text: <c>machine/number/start</c>, the start in ticks, so that a number used again is another process.</remarks>
internal sealed class ProcessIdentity : IWorkerIdentity
{
    private readonly Lazy<string> id = new(static () =>
    {
        using Process self = Process.GetCurrentProcess();
        return Name(self);
    });

    public string Id => id.Value;

    public bool IsGone(string owner)
    {
        string[] parts = owner.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName
            || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        try
        {
            using Process process = Process.GetProcessById(number);
            return Name(process) != owner;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (Win32Exception)
        {
            // It exists, but belongs to somebody else: nothing is known of it.
            return false;
        }
    }

    private static string Name(Process process) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks}");
}
