namespace Backend.Platform.Security;

/// <summary>What a viewer may do with single things of the workspace, beyond what the role allows everywhere. The module that keeps grants knows more.</summary>
public abstract class ViewerGrants
{
    /// <summary>None at all, as most people have.</summary>
    public static ViewerGrants None { get; } = new NoGrants();

    /// <summary>Whether there is anything at all with which the viewer may do that. With what, the resolver has to ask.</summary>
    public abstract bool AllowSomewhere(string permission);

    private sealed class NoGrants : ViewerGrants
    {
        public override bool AllowSomewhere(string permission) => false;
    }
}
