"""The page "Đào tạo": batches, question bank, handouts, quizzes, lessons."""
