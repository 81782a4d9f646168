using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>An account's name and key. The key never leaves this class; only signatures do.</summary>
public sealed class TableSharedKeyCredential
{
    private byte[] key;

    /// <summary>Takes the account's name and its key.</summary>
    /// <exception cref="FormatException">The key is not Base64; the text does not repeat it.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        AccountName = accountName;
        key = Decode(accountKey);
    }

    /// <summary>Name of the account.</summary>
    public string AccountName { get; }

    /// <summary>Takes another key from now on, after it was rotated.</summary>
    /// <exception cref="FormatException">The key is not Base64; the text does not repeat it.</exception>
    public void SetAccountKey(string accountKey) => Volatile.Write(ref key, Decode(accountKey));

    /// <summary>HMAC-SHA256 of the text under the account's key, in Base64.</summary>
    internal string Sign(string text)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = HMACSHA256.HashData(Volatile.Read(ref key), Encoding.UTF8.GetBytes(text), signature);
        return Convert.ToBase64String(signature);
    }

    private static byte[] Decode(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        byte[] decoded = new byte[accountKey.Length];
        return Convert.TryFromBase64String(accountKey, decoded, out int length)
            ? decoded[..length]
            : throw new FormatException("The account key of the table service is not Base64.");
    }
}
