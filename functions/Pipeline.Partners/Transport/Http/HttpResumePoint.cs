using System.Net.Http.Headers;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Where a request starts within the file (RFC 9110 §14).</summary>
/// <param name="Offset">First byte.</param>
/// <param name="LastByte">Last byte, or null for the end.</param>
/// <param name="Validator">The file's identity for <c>If-Range</c>, or null.</param>
internal sealed record HttpResumePoint(long Offset, long? LastByte, RangeConditionHeaderValue? Validator)
{
    /// <summary>The first byte only: the question for servers that refuse HEAD.</summary>
    public static HttpResumePoint FirstByte { get; } = new(0, 0, Validator: null);

    /// <summary>The rest of a file that was begun.</summary>
    /// <returns>Null when nothing identifies the file strongly enough to append to it (RFC 9110 §13.1.5).</returns>
    public static HttpResumePoint? Of(RemoteFile probe, long offset)
    {
        if (offset == 0)
        {
            return null;
        }

        if (EntityTagHeaderValue.TryParse(probe.ETag, out EntityTagHeaderValue? tag) && !tag.IsWeak)
        {
            return new HttpResumePoint(offset, LastByte: null, new RangeConditionHeaderValue(tag));
        }

        return probe.ModifiedAt is { } time
            ? new HttpResumePoint(offset, LastByte: null, new RangeConditionHeaderValue(time))
            : null;
    }
}
