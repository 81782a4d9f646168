using System.Globalization;
using System.Net.Http.Headers;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Rules;

namespace Pipeline.Partners.Channels.Mirakl.Images;

/// <summary>Looks at an image where the operator will fetch it from: whether it is there, what it really is, how large and how heavy.</summary>
/// <param name="client">Calls public addresses alone: they come from contents of others.</param>
/// <param name="clock">Measures the deadline.</param>
internal sealed class ImageProbe(HttpClient client, TimeProvider clock)
{
    /// <summary>Shortest side that is wanted, in pixels.</summary>
    public const int ShortestSide = 1000;

    /// <summary>Heaviest image, in bytes.</summary>
    public const long MostBytes = 10_244 * 1024;

    // The size of an image stands behind its preview at times.
    private const int Look = 256 << 10;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Fetches the beginning of an image, and judges it.</summary>
    /// <param name="field">The attribute that it is the value of.</param>
    /// <param name="address">Its address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is wrong; nothing when all is well.</returns>
    public async Task<IReadOnlyList<Issue>> CheckAsync(string field, Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(Deadline, clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(0, Look - 1) } };
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            if (!response.IsSuccessStatusCode)
            {
                return [Unreachable(field, address, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}"))];
            }

            byte[] start = new byte[Look];
            using Stream body = await response.Content.ReadAsStreamAsync(stop.Token);
            int read = await body.ReadAtLeastAsync(start, Look, throwOnEndOfStream: false, stop.Token);
            long? weight = response.Content.Headers.ContentRange?.Length ?? (read < Look ? read : response.Content.Headers.ContentLength);
            return Judge(field, address, start.AsSpan(0, read), weight);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Unreachable(field, address, "no answer in time")];
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return [Unreachable(field, address, fault.Message)];
        }
    }

    /// <summary>What is wrong with an image by its first bytes.</summary>
    /// <param name="field">The attribute that it is the value of.</param>
    /// <param name="address">Its address.</param>
    /// <param name="start">Its first bytes.</param>
    /// <param name="weight">Its length in bytes; null when nobody tells.</param>
    public static IReadOnlyList<Issue> Judge(string field, Uri address, ReadOnlySpan<byte> start, long? weight)
    {
        List<Issue> found = [];
        if (ImageHeader.Read(start) is not { } image)
        {
            found.Add(ProductRules.Found(IssueCodes.ProductImageFormat, "V-P11", null, field, address.AbsoluteUri));
        }
        else if (image.ShorterSide < ShortestSide)
        {
            found.Add(ProductRules.Found(IssueCodes.ProductImageSize, "V-P11", null, field, address.AbsoluteUri)
                .With("size", string.Create(CultureInfo.InvariantCulture, $"{image.Width} × {image.Height}")).With("limit", ShortestSide));
        }

        if (weight > MostBytes)
        {
            found.Add(ProductRules.Found(IssueCodes.ProductImageWeight, "V-P11", null, field, address.AbsoluteUri)
                .With("size", weight / 1024).With("limit", MostBytes / 1024));
        }

        return found;
    }

    private static Issue Unreachable(string field, Uri address, string reason) =>
        ProductRules.Found(IssueCodes.ProductImageMissing, "V-P11", null, field, address.AbsoluteUri).With("reason", reason);
}
