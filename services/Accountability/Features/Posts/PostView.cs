using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Accountability.Features.Posts;

internal sealed record PostView(Guid Id, Guid UnitId, string Code, string Name, string Kind, int Version)
{
    public static PostView Of(Post post) => new(post.Id, post.UnitId, post.Code, post.Name, post.Kind, post.Version);
}

/// <param name="Seat"><c>A</c>, <c>B</c> or <c>third</c>.</param>
/// <param name="To">Exclusive; null while the end is open.</param>
internal sealed record AssignmentView(
    Guid Id, Guid PostId, Guid StaffId, string Seat, DateTimeOffset From, DateTimeOffset? To, int Version)
{
    public static AssignmentView Of(PostAssignment assignment) => new(
        assignment.Id, assignment.PostId, assignment.StaffId, assignment.Seat, assignment.From, assignment.To, assignment.Version);
}
