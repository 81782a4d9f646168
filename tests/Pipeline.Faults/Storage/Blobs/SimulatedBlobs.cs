using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Pipeline.Faults.Faults;

namespace Pipeline.Faults.Storage.Blobs;

/// <summary>The Blob service in memory, as far as our stores use it: block blobs, conditions, ranges, lists, leases.</summary>
/// <remarks>Source: Microsoft Learn, "Blob service REST API". A blob without a commit cannot be seen.</remarks>
public sealed class SimulatedBlobs(Func<DateTimeOffset> clock) : IHttpService
{
    private readonly SortedDictionary<string, SimulatedContainer> containers = new(StringComparer.Ordinal);
    private long version;

    /// <inheritdoc />
    public string Describe(HttpRequestMessage request)
    {
        StorageRequest asked = new(request, []);
        string what = asked.Parameter("comp") ?? (asked.Rest.Length > 0 ? "blob" : asked.Parameter("restype") ?? string.Empty);
        return $"{asked.Method} {asked.Root}/{what}";
    }

    /// <inheritdoc />
    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        StorageRequest asked = new(request, body);
        return (asked.Rest.Length == 0 ? AnswerContainer(asked) : AnswerBlob(asked)).ToMessage(request, clock());
    }

    internal SimulatedContainer? Find(string name) => containers.GetValueOrDefault(name);

    private StorageAnswer AnswerContainer(StorageRequest request)
    {
        SimulatedContainer? container = Find(request.Root);
        switch (request.Method)
        {
            case "PUT":
                return containers.TryAdd(request.Root, new SimulatedContainer())
                    ? Stamped(new StorageAnswer(201))
                    : StorageAnswer.Refuse(409, "ContainerAlreadyExists");
            case "GET" or "HEAD" when container is not null:
                return request.Parameter("comp") == "list" ? container.List(request) : Stamped(new StorageAnswer(200));
            case "DELETE" when containers.Remove(request.Root):
                return new StorageAnswer(202);
            default:
                return StorageAnswer.Refuse(404, "ContainerNotFound");
        }
    }

    private StorageAnswer AnswerBlob(StorageRequest request)
    {
        if (Find(request.Root) is not { } container)
        {
            return StorageAnswer.Refuse(404, "ContainerNotFound");
        }

        SimulatedBlob? blob = container.Find(request.Rest);
        string? refusal = request.Method is "GET" or "HEAD" || request.Parameter("comp") == "lease"
            ? null
            : blob?.Lease.Refusal(request.Header("x-ms-lease-id"), clock());
        return refusal is not null
            ? StorageAnswer.Refuse(412, refusal)
            : (request.Method, request.Parameter("comp")) switch
            {
                ("PUT", "block") => Stage(container, request),
                ("PUT", "blocklist" or null) => Condition(request, blob) ?? Put(container, request),
                (_, _) when blob is null => StorageAnswer.Refuse(404, "BlobNotFound"),
                ("PUT", "lease") => blob.Lease.Act(request, blob, clock()),
                ("PUT", "metadata") => Condition(request, blob) ?? SetMetadata(request, blob),
                ("GET" or "HEAD", null) => Condition(request, blob) ?? Read(request, blob),
                ("DELETE", null) => Condition(request, blob) ?? Delete(container, request),
                var (method, comp) => throw new NotSupportedException($"The simulation of blobs lacks {method} {comp}."),
            };
    }

    private StorageAnswer SetMetadata(StorageRequest request, SimulatedBlob blob)
    {
        blob.SetMetadata(request, NextETag(), clock());
        return new StorageAnswer(200).With("ETag", blob.ETag).With("Last-Modified", Rfc(blob.LastModified));
    }

    private static StorageAnswer Delete(SimulatedContainer container, StorageRequest request)
    {
        _ = container.Blobs.Remove(request.Rest);
        return new StorageAnswer(202);
    }

    private static StorageAnswer? Condition(StorageRequest request, SimulatedBlob? blob) =>
        request.Header("If-None-Match") is { } none && blob is not null && (none == "*" || none == blob.ETag)
            ? request.Method == "GET" ? new StorageAnswer(304) : StorageAnswer.Refuse(409, "BlobAlreadyExists")
            : request.Header("If-Match") is { } match && (blob is null || (match != "*" && match.Trim('"') != blob.ETag.Trim('"')))
                ? StorageAnswer.Refuse(412, "ConditionNotMet")
                : null;

    private static StorageAnswer Stage(SimulatedContainer container, StorageRequest request)
    {
        if (!container.Blobs.TryGetValue(request.Rest, out SimulatedBlob? blob))
        {
            container.Blobs[request.Rest] = blob = new SimulatedBlob();
        }

        blob.Staged[request.Parameter("blockid")!] = request.Body;
        return new StorageAnswer(201);
    }

    private StorageAnswer Put(SimulatedContainer container, StorageRequest request)
    {
        SimulatedBlob blob = container.Blobs.GetValueOrDefault(request.Rest) ?? new SimulatedBlob();
        Dictionary<string, byte[]> blocks = [];
        byte[] content = request.Body;
        if (request.Parameter("comp") == "blocklist")
        {
            foreach (string id in XDocument.Load(new MemoryStream(request.Body)).Root!.Elements().Select(static block => block.Value))
            {
                if (!blob.Staged.TryGetValue(id, out byte[]? block) && !blob.Blocks.TryGetValue(id, out block))
                {
                    return StorageAnswer.Refuse(400, "InvalidBlockList");
                }

                blocks[id] = block;
            }

            content = [.. blocks.Values.SelectMany(static block => block)];
        }

        container.Blobs[request.Rest] = blob;
        blob.Commit(content, blocks, request, NextETag(), clock());
        return new StorageAnswer(201).With("ETag", blob.ETag).With("Last-Modified", Rfc(blob.LastModified))
            .With("x-ms-request-server-encrypted", "true");
    }

    private static StorageAnswer Read(StorageRequest request, SimulatedBlob blob)
    {
        byte[] all = blob.Content!;
        string? range = request.Header("x-ms-range") ?? request.Header("Range");
        (int from, int to) = range is null ? (0, all.Length - 1) : Range(range, all.Length);
        if (range is not null && from >= all.Length)
        {
            return StorageAnswer.Refuse(416, "InvalidRange");
        }

        StorageAnswer answer = new StorageAnswer(range is null ? 200 : 206)
        {
            Body = all[from..(to + 1)],
            ContentType = blob.ContentType,
        }
            .With("ETag", blob.ETag).With("Last-Modified", Rfc(blob.LastModified)).With("x-ms-creation-time", Rfc(blob.CreatedAt))
            .With("x-ms-blob-type", "BlockBlob").With("Accept-Ranges", "bytes")
            .With("x-ms-server-encrypted", "true").With("Content-MD5", Convert.ToBase64String(Md5(all)));
        foreach ((string name, string value) in blob.Metadata)
        {
            _ = answer.With($"x-ms-meta-{name}", value);
        }

        return range is null
            ? answer
            : answer.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{all.Length}"));
    }

    private static (int From, int To) Range(string range, int length)
    {
        string[] ends = range["bytes=".Length..].Split('-');
        int from = int.Parse(ends[0], CultureInfo.InvariantCulture);
        long to = ends[1].Length == 0 ? length - 1 : long.Parse(ends[1], CultureInfo.InvariantCulture);
        return (from, (int)Math.Min(to, length - 1));
    }

    // The protocol's own check sum, no secret depends on it.
#pragma warning disable CA5351 // Content-MD5 is MD5 by definition.
    private static byte[] Md5(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351

    private static string Rfc(DateTimeOffset instant) => instant.ToString("R", CultureInfo.InvariantCulture);

    private string NextETag() => string.Create(CultureInfo.InvariantCulture, $"\"0x{++version:X15}\"");

    private StorageAnswer Stamped(StorageAnswer answer) => answer.With("ETag", NextETag()).With("Last-Modified", Rfc(clock()));
}
