using System.Globalization;

namespace Pipeline.Faults.Storage.Blobs;

/// <summary>The lease of one blob: who holds it and until when.</summary>
internal sealed class SimulatedLease
{
    private string? holder;
    private DateTimeOffset until;
    private int seconds;

    /// <summary>Why a write is refused that names this lease or none; null when it may go on.</summary>
    public string? Refusal(string? lease, DateTimeOffset now) => (Holder(now), lease) switch
    {
        (null, null) => null,
        (null, _) => "LeaseLost",
        (_, null) => "LeaseIdMissing",
        ({ } held, { } named) => string.Equals(held, named, StringComparison.OrdinalIgnoreCase) ? null : "LeaseIdMismatchWithBlobOperation",
    };

    /// <summary>Acquires, renews, releases or breaks.</summary>
    public StorageAnswer Act(StorageRequest request, SimulatedBlob blob, DateTimeOffset now)
    {
        string? named = request.Header("x-ms-lease-id");
        string action = request.Header("x-ms-lease-action")!;
        bool isHolder = holder is not null && string.Equals(holder, named, StringComparison.OrdinalIgnoreCase);
        switch (action)
        {
            case "acquire":
                string wanted = request.Header("x-ms-proposed-lease-id") ?? Guid.NewGuid().ToString();
                if (Holder(now) is { } other && !string.Equals(other, wanted, StringComparison.OrdinalIgnoreCase))
                {
                    return StorageAnswer.Refuse(409, "LeaseAlreadyPresent");
                }

                holder = wanted;
                seconds = int.Parse(request.Header("x-ms-lease-duration") ?? "-1", CultureInfo.InvariantCulture);
                break;
            case "renew" when isHolder:
                break;
            case "release" when isHolder:
                holder = null;
                return Answer(200, blob);
            case "break":
                holder = null;
                return Answer(202, blob).With("x-ms-lease-time", "0");
            default:
                return StorageAnswer.Refuse(409, "LeaseIdMismatchWithLeaseOperation");
        }

        until = seconds < 0 ? DateTimeOffset.MaxValue : now.AddSeconds(seconds);
        return Answer(action == "acquire" ? 201 : 200, blob).With("x-ms-lease-id", holder!);
    }

    private string? Holder(DateTimeOffset now) => now < until ? holder : null;

    private static StorageAnswer Answer(int status, SimulatedBlob blob) => new StorageAnswer(status)
        .With("ETag", blob.ETag).With("Last-Modified", blob.LastModified.ToString("R", CultureInfo.InvariantCulture));
}
