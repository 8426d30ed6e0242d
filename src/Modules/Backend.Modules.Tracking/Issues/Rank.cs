using System.Globalization;
using Backend.Platform.Errors;

namespace Backend.Modules.Tracking.Issues;

/// <summary>
/// Places in a manual order, as texts that sort: between any two there is another, so that moving one thing changes only
/// that thing. The algorithm is David Greenspan's "Implementing Fractional Indexing"
/// (observablehq.com/@dgreensp/implementing-fractional-indexing): a whole number whose first character says its length,
/// then a fraction. The digits here are 0-9 and a-z only, which sort alike under every database's collation.
/// </summary>
internal static class Rank
{
    public const int MaxLength = 200;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const char LastDigit = 'z';

    /// <summary>The place of a new issue: issues are in the order of their numbers until somebody moves them.</summary>
    public static string Of(long number) => WholePart.Write(number);

    /// <summary>A place between two others.</summary>
    /// <param name="low">The place before; null for the start.</param>
    /// <param name="high">The place after; null for the end.</param>
    /// <exception cref="ValidationFailedException">The gap has been divided too often.</exception>
    public static string Between(string? low, string? high)
    {
        if (low is not null && high is not null && string.CompareOrdinal(low, high) >= 0)
            throw new ArgumentException($"'{low}' does not come before '{high}'.", nameof(low));
        var rank = Place(low, high);
        return rank.Length <= MaxLength
            ? rank
            : throw new ValidationFailedException("afterId", "There is no room left between the two; move one of them first.");
    }

    private static string Place(string? low, string? high)
    {
        if (low is null)
            return high is null ? Of(0) : Before(high);
        var whole = WholePart.Of(low);
        // The end stays below the next whole number, which belongs to the next new issue.
        if (high is null)
            return whole + After(low[whole.Length..]);
        if (high.StartsWith(whole, StringComparison.Ordinal))
            return whole + Midpoint(low[whole.Length..], high[whole.Length..]);
        var next = WholePart.Write(WholePart.Read(whole) + 1);
        return string.CompareOrdinal(next, high) < 0 ? next : whole + Midpoint(low[whole.Length..], high: null);
    }

    private static string Before(string high)
    {
        var whole = WholePart.Of(high);
        return whole.Length < high.Length ? whole : WholePart.Write(WholePart.Read(whole) - 1);
    }

    // The next fraction: short steps, because many things in a row are moved to the end.
    private static string After(string low)
    {
        for (var index = 0; index < low.Length; index++)
        {
            if (low[index] != LastDigit)
                return low[..index] + Digits[Value(low[index]) + 1];
        }

        return low + Digits[1];
    }

    // A fraction between two others; it never ends in 0, or there would be no room below it.
    private static string Midpoint(string low, string? high)
    {
        if (high is not null)
        {
            var common = 0;
            while (common < high.Length && (common < low.Length ? low[common] : Digits[0]) == high[common])
                common++;
            if (common > 0)
                return high[..common] + Midpoint(common < low.Length ? low[common..] : string.Empty, high[common..]);
        }

        var first = low.Length > 0 ? Value(low[0]) : 0;
        var last = high is null ? Digits.Length : Value(high[0]);
        if (last - first > 1)
            return Digits[(first + last + 1) / 2].ToString(CultureInfo.InvariantCulture);
        // Neighbouring digits: the upper one alone lies below whatever follows it, else the room is above the lower one.
        return high is { Length: > 1 }
            ? high[..1]
            : Digits[first] + Midpoint(low.Length > 0 ? low[1..] : string.Empty, high: null);
    }

    private static int Value(char digit) => Digits.IndexOf(digit, StringComparison.Ordinal);

    /// <summary>
    /// Whole numbers that sort as texts: 'a' begins those of one digit, 'b' those of two; '9' begins the negative ones of one
    /// digit, '8' those of two, whose digits count down from the highest.
    /// </summary>
    private static class WholePart
    {
        public static string Of(string rank) => rank[..Length(rank[0])];

        public static string Write(long value)
        {
            var digits = Base36(value < 0 ? -(value + 1) : value);
            return value < 0
                ? (char)('9' - (digits.Length - 1)) + string.Concat(digits.Select(digit => Digits[Digits.Length - 1 - Value(digit)]))
                : (char)('a' + (digits.Length - 1)) + digits;
        }

        public static long Read(string whole)
        {
            var negative = whole[0] <= '9';
            var value = whole.Skip(1).Aggregate(
                0L, (sum, digit) => (sum * Digits.Length) + (negative ? Digits.Length - 1 - Value(digit) : Value(digit)));
            return negative ? -value - 1 : value;
        }

        private static int Length(char head) => (head <= '9' ? '9' - head : head - 'a') + 2;

        private static string Base36(long value)
        {
            var text = string.Empty;
            do
            {
                text = Digits[(int)(value % Digits.Length)] + text;
                value /= Digits.Length;
            }
            while (value > 0);
            return text;
        }
    }
}
