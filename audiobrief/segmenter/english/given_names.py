"""Common given names, by the pronoun that news uses for their bearers.

They tell a person from a place or an agency, and resolve "he" and "she". Names
that both sexes commonly bear are in neither table.
"""

from audiobrief.segmenter.english import words

HE = words("""
    Aaron Abdul Abdullah Abraham Adam Ahmed Alan Albert Alejandro Aleksandr Alexander Alfred Ali
    Allen Amir Andre Andreas Andrei Andrew Andy Angelo Anthony Antonio Antony Arnold Arthur Ben
    Benjamin Bernard Bernie Bill Bob Bobby Boris Brad Bradley Brandon Brendan Brent Brett Brian
    Bruce Bryan Byron Calvin Carl Carlos Cedric Chad Charles Charlie Chester Chris Christian
    Christopher Chuck Clarence Claude Clay Clifford Clint Clyde Colin Connor Corey Cory Craig Curtis
    Cyril Dale Dan Daniel Danny Darrell Darren Dave David Dean Denis Dennis Derek Desmond Diego Dick
    Dmitri Dmitry Don Donald Donnie Doug Douglas Duncan Dustin Dwight Earl Ed Eddie Edgar Eduardo
    Edward Edwin Eli Elijah Elliott Emmanuel Enrique Eric Erik Ernest Ethan Eugene Evan Felipe Felix
    Fernando Francisco Frank Franklin Fred Frederick Gabriel Gareth Gary Gavin Gene Geoff Geoffrey
    George Gerald Gerard Giovanni Glenn Gordon Graham Grant Greg Gregory Guillermo Gustavo Guy
    Hamid Hank Hans Harold Harrison Harry Hassan Hector Henri Henry Herbert Herman Howard Hugh Hugo
    Hussein Ian Ibrahim Igor Isaac Ivan Jack Jacob Jake James Jared Jason Javier Jay Jeb Jeff
    Jeffrey Jeremy Jerome Jerry Jim Jimmy Joaquin Joe Joel Johan John Johnny Jon Jonathan Jorge Jose
    Josef Joseph Josh Joshua Juan Julian Julio Justin Karl Keith Ken Kenneth Kevin Khalid Klaus Kurt
    Kyle Larry Lars Laurence Lawrence Leo Leon Leonard Leonardo Leroy Lewis Liam Lindsey Lloyd
    Lorenzo Louis Lucas Luis Luke Malcolm Manuel Marc Marcel Marco Marcos Marcus Mario Mark Marshall
    Martin Marvin Mateo Matt Matthew Maurice Max Maxim Mehdi Michael Miguel Mike Mikhail Mitch Mitt
    Mohamed Mohammad Mohammed Muhammad Mustafa Nathan Nathaniel Neal Neil Newt Nicholas Nick Nicolas
    Nigel Nikolai Noah Norman Oleg Oliver Omar Oscar Otto Owen Pablo Patrick Paul Pavel Pedro Pete
    Peter Phil Philip Phillip Pierre Rafael Ralph Ramon Randall Randy Rashid Raul Ray Raymond Reed
    Reince Ricardo Rich Richard Rick Ricky Rob Robby Robert Roberto Rodney Rodrigo Roger Roland Ron
    Ronald Ross Roy Rubén Rudy Rupert Russ Russell Ryan Said Salvador Sam Samuel Scott Sean Sebastian
    Sergei Sergey Sergio Seth Shane Shaun Sheldon Sidney Simon Spencer Stanley Stefan Stephen Steve
    Steven Stewart Stuart Tariq Ted Terrence Terry Theodore Thomas Tim Timothy Toby Todd Tom Tommy
    Tony Travis Trevor Tyler Vernon Victor Vincent Vladimir Volodymyr Walter Warren Wayne Wendell
    Wesley Wilbur Will William Willie Xavier Yuri Yusuf Zachary
""")
SHE = words("""
    Abigail Adriana Agnes Aisha Alexandra Alexis Alice Alicia Alison Allison Amanda Amber Amelia Amina
    Amy Ana Andrea Angela Angelica Angelina Anita Ann Anna Anne Annette Annie April Ashley Audrey
    Barbara Beatrice Becky Bella Bernadette Bernice Beth Bethany Betsy Betty Beverly Bonnie Brenda
    Bridget Brittany Camila Candice Carla Carly Carmen Carol Carolina Caroline Carolyn Carrie
    Catherine Cathy Cecilia Celeste Charlotte Chelsea Cheryl Chloe Christina Christine Cindy Claire
    Clara Claudia Colleen Connie Constance Courtney Crystal Cynthia Daisy Danielle Daphne Darlene
    Dawn Deborah Debbie Debra Deirdre Denise Diana Diane Dolores Donna Dora Doris Dorothy Edith
    Eileen Elaine Eleanor Elena Elizabeth Ella Ellen Emily Emma Erica Erin Esther Eva Evelyn Faith
    Fatima Felicity Fiona Florence Frances Gabriela Gail Gemma Georgia Geraldine Gina Ginny Gladys
    Gloria Grace Greta Gretchen Gwen Gwendolyn Hannah Harriet Hazel Heather Heidi Helen Helena Hilary
    Hillary Holly Huma Ida Ines Ingrid Irene Iris Irina Isabel Isabella Ivanka Ivy Jackie Jacqueline
    Jane Janet Janice Jasmine Jean Jeanette Jeanne Jenna Jennifer Jenny Jessica Jill Jo Joan Joanna
    Joanne Jocelyn Josephine Joyce Juanita Judith Judy Julia Juliana Julie Juliet June Karen Karin
    Karina Kate Katharine Katherine Kathleen Kathryn Kathy Katie Katrina Kayla Kellyanne Kimberly
    Kirsten Kristen Kristin Kristina Lara Laura Lauren Leah Leila Lena Lila Lillian Lily Linda Lisa
    Liz Lois Loretta Lorraine Louise Lucia Lucy Lydia Lynn Mabel Madeleine Maggie Marcia Margaret
    Maria Mariana Marianne Marie Marilyn Marina Marjorie Marlene Martha Mary Maureen Maxine Megan
    Megyn Melania Melanie Melinda Melissa Mercedes Meredith Michele Michelle Mildred Miranda Miriam
    Molly Monica Muriel Nadia Nancy Naomi Natalia Natalie Natasha Nicole Nina Nora Norma Olga Olivia
    Paige Pamela Patricia Patty Paula Pauline Peggy Penelope Penny Phoebe Phyllis Priscilla Rachel
    Ramona Rebecca Regina Renee Rhonda Rita Roberta Rosa Rosalind Rose Rosemary Roxanne Ruth Sabrina
    Sally Samantha Sandra Sara Sarah Selena Sharon Sheila Shelly Sheryl Shirley Silvia Simone Sofia
    Sonia Sophia Sophie Stacey Stella Stephanie Sue Susan Susana Suzanne Svetlana Sylvia Tamara Tammy
    Tanya Tara Tatiana Teresa Theresa Tiffany Tina Tracy Ursula Valentina Valerie Vanessa Vera
    Veronica Victoria Viola Violet Virginia Vivian Wanda Wendy Whitney Wilma Winifred Yasmin Yolanda
    Yvette Yvonne Zoe
""")
