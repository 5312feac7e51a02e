# Terraform: the table in which DynamoStateStore keeps the states of export jobs, one small item per job.

variable "table_name" {
  type    = string
  default = "export-jobs"
}

resource "aws_dynamodb_table" "export_jobs" {
  name         = var.table_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "jobId"

  attribute {
    name = "jobId"
    type = "S"
  }

  # Recommended in production: nobody deletes the table by mistake, and a damaged state can be restored.
  # An export job that loses its state must begin again with a full export.
  # deletion_protection_enabled = true
  # point_in_time_recovery {
  #   enabled = true
  # }
  # Not recommended: a time to live. It would remove the states.
}

# What a process that runs export jobs needs on this table; attach it to the process's role.
data "aws_iam_policy_document" "export_jobs" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.export_jobs.arn]
  }
}
