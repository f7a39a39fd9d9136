limit = 10
value = (
    limit
    + limit * 2
    - 'x'
)
