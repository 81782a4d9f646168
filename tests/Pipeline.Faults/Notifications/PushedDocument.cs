using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Faults.Notifications;

/// <summary>A body that a partner pushes, and what must become of it.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="Order">Our number of the order it is about; null when it cannot be read or names none.</param>
/// <param name="Fate">What must become of its first arrival.</param>
public sealed record PushedDocument(byte[] Body, string? Order, DocumentFate Fate)
{
    private readonly string? says;

    /// <summary>SHA-256 of the body, in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Body));

    /// <summary>What it says, whoever sent it and when: bodies that say the same are one document.</summary>
    public string Says { get => says ?? Sha256; init => says = value; }

    /// <summary>A Despatch Advice of one line in the canonical profile.</summary>
    /// <param name="advice">Number of the advice.</param>
    /// <param name="order">Our number of the order.</param>
    /// <param name="quantity">How many were sent; another one makes a correction.</param>
    /// <param name="padding">Characters of a comment, to make the body as large as wanted.</param>
    /// <param name="fate">What must become of it.</param>
    public static PushedDocument Despatch(string advice, string order, int quantity, int padding, DocumentFate fate)
    {
        string xml = string.Create(CultureInfo.InvariantCulture, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <BusinessTransactionNotification xmlns="urn:canonical:ingram-micro:eu:c1"><DespatchAdvice>
            <DespatchAdviceHeader><DespatchAdviceNumber>{advice}</DespatchAdviceNumber><CustomerPO>{order}</CustomerPO>
            <IngramSalesOrderNumber>8003124571</IngramSalesOrderNumber></DespatchAdviceHeader>
            <DateHeader><Date Type="Document">20260310</Date><Date Type="Despatch">20260310</Date></DateHeader>
            <LineHeader><LineItem LineNumber="000010" CustomerLineNumber="001">
            <Product SKU="000000000007100231" DespatchQuantity="{quantity}"><Item Type="EN">2007100230014</Item></Product>
            </LineItem></LineHeader></DespatchAdvice><!--{new string('x', padding)}--></BusinessTransactionNotification>
            """);
        return new PushedDocument(Encoding.UTF8.GetBytes(xml), order, fate);
    }

    /// <summary>The first part of the body, as when the connection broke: no well-formed XML.</summary>
    public PushedDocument Truncated(double fraction) =>
        new(Body[..(int)(Body.Length * fraction)], null, DocumentFate.Quarantined);

    /// <summary>A message of a kind nobody knows.</summary>
    public static PushedDocument Unknown(int number) => new(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<CreditNote><Number>{number}</Number></CreditNote>")),
        null,
        DocumentFate.Parked);
}
