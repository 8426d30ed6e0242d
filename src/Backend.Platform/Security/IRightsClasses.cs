namespace Backend.Platform.Security;

/// <summary>Names the rights that viewers have in common who see exactly the same.</summary>
public interface IRightsClasses
{
    /// <summary>The name for the scope's viewer; null for one whose rights are nobody else's, or of a moment.</summary>
    ValueTask<string?> FindAsync(CancellationToken cancellationToken);
}
