using Pipeline.Core.Issues;

namespace Pipeline.Core.Channels.Offers;

/// <summary>How offers have to look for a channel: its rules, and its file. Nothing leaves the house.</summary>
public interface IOfferFormat
{
    /// <summary>
    /// What the channel would refuse of an offer: <see cref="Issue.Where"/> is its field, <see cref="Issue.Text"/> the value, the
    /// argument <c>rule</c> the number of the rule. Warnings do not keep an offer back.
    /// </summary>
    IReadOnlyList<Issue> Check(Offer offer);

    /// <summary>Writes a file of offers, each of which has passed <see cref="Check"/>, no two with one number. The same offers give the same bytes.</summary>
    OfferFile Write(IReadOnlyList<Offer> offers);
}

/// <summary>A file of offers.</summary>
/// <param name="Name">File name with its ending.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Lines">Offers in it.</param>
public sealed record OfferFile(string Name, string ContentType, ReadOnlyMemory<byte> Content, int Lines);
