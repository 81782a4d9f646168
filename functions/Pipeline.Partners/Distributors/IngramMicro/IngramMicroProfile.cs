using Pipeline.Core.Distributors;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>
/// How Ingram Micro's messages look, in both directions: the embedded wire profile, with what
/// <c>config/ingram-micro/{profile}.json</c> in Blob storage says laid over it.
/// </summary>
internal sealed class IngramMicroProfile(
    IngramMicroSettings settings, IngramMicroAccountOptions services, IConfigDocumentStore config, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly string name = services.Profile;
    private readonly Lock gate = new();
    private WireProfile? profile;
    private string? layer;
    private DateTimeOffset until;

    /// <summary>The profile as it is now, or as it was a minute ago; the same object until it changes.</summary>
    /// <exception cref="FormatException">It cannot work; the message says why.</exception>
    public WireProfile Current()
    {
        lock (gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (profile is null || now >= until)
            {
                string? found = config.Read(IngramMicroHttp.Partner, name);
                if (profile is null || found != layer)
                {
                    profile = WireProfiles.Load(name, found, settings.TimeZone);
                    layer = found;
                }

                until = now + Remembered;
            }

            return profile;
        }
    }
}
