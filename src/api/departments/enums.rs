//! The sets of values.

use crate::table::enums;

enums! {
    /// What departments are sorted by.
    DepartmentSortField {
        UpdatedAt = "updatedAt",
        CreatedAt = "createdAt",
        Name = "name",
    }

    /// How a filter compares.
    DepartmentFilterOperator {
        Between = "BETWEEN",
        Equal = "EQUAL",
        In = "IN",
        Lesser = "LESSER",
        Greater = "GREATER",
        Contains = "CONTAINS",
    }

    /// What departments are sorted by.
    DepartmentSortBy {
        UpdatedAt = "updatedAt",
        CreatedAt = "createdAt",
    }

    /// Direction of sorting.
    DepartmentOrderBy {
        Asc = "ASC",
        Desc = "DESC",
    }

    /// How a department is named when all are listed.
    AllDepartmentsIdType {
        DepartmentId = "department_id",
        OpenDepartmentId = "open_department_id",
    }

    /// What members are sorted by.
    DepartmentMemberSortBy {
        Default = "Default",
        JoinDepartmentAt = "JoinDepartmentAt",
        UserId = "userId",
        CreateAt = "createAt",
        UpdatedAt = "updatedAt",
    }
}
